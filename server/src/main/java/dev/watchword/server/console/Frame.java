package dev.watchword.server.console;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its own content.
 *
 * @param texts in the viewer's language
 * @param theme light or dark
 * @param title of the page, in their language
 * @param here path and query of this page
 * @param notice what was just done, in their language; {@code ""} for nothing
 * @param who is signed in
 * @param files style, script, picture
 */
public record Frame(
        Texts texts, Theme theme, String title, String here, String notice, Optional<Who> who, StaticFiles files) {

    /**
     * Somebody who is signed in.
     *
     * @param user their name
     * @param account its name
     * @param formToken which each form holds
     * @param project the id of the one that is looked at; {@code ""} when they have none
     * @param projects all that they may choose
     * @param places where they can go
     */
    public record Who(
            String user,
            String account,
            String formToken,
            String project,
            List<Project> projects,
            List<Navigation.Place> places) {}

    /**
     * @param id 32 hexadecimal digits
     * @param name for people
     * @param address of its first page
     */
    public record Project(String id, String name, String address) {}

    /** A sentence, see {@link Texts#of}. */
    public String t(String key, Object... values) {
        return texts.of(key, values);
    }

    /** What the API says, in English, stands in sentences of another language: its parts are told apart. */
    public List<Run> runs(String text) {
        return Run.of(text, texts.language());
    }

    /** What a word of the API is called, see {@link Texts#word}. */
    public String word(String kind, String word) {
        return texts.word(kind, word);
    }

    /** The theme that was chosen; none to leave it to the browser. */
    public @Nullable String themeWord() {
        return theme == Theme.AUTO ? null : theme.word();
    }

    /** Where a file of ours is. */
    public String file(String name) {
        return files.address(name);
    }

    /** What each form holds. */
    public String formToken() {
        return who.map(Who::formToken).orElse("");
    }
}
