package dev.watchword.candidate.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Walks over the keys of a US keyboard, plain and with Shift held for a part of the way. */
final class Walks {

    private static final String KEYS = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\";
    private static final String SHIFTED = "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~|";
    private static final String[] COLUMNS = {"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"};
    private static final String[] ROWS = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};

    private final Map<String, Double> walks = new LinkedHashMap<>();

    private Walks() {}

    static Family family(Affixed affixed) {
        Walks made = new Walks();
        made.columns();
        made.rows();
        made.zigzags();
        made.blocks();
        Family family = new Family("walks");
        double sum = made.walks.values().stream().mapToDouble(Double::doubleValue).sum();
        made.walks.forEach((walk, weight) -> {
            family.add(walk, weight / sum);
            affixedWalk(family, affixed, walk, weight / sum);
        });
        return family;
    }

    /** The walks in the order of their weight. */
    static List<String> likeliest(int limit) {
        Walks made = new Walks();
        made.columns();
        made.rows();
        made.zigzags();
        made.blocks();
        return made.walks.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void affixedWalk(Family family, Affixed affixed, String walk, double share) {
        affixed.tail(family, walk, share * 0.35);
        family.add(new StringBuilder(walk).reverse().toString(), share * 0.05);
        if (walk.length() <= 6) {
            family.add(walk + walk, share * 0.08);
        }
    }

    private void put(String walk, double weight) {
        if (walk.length() >= 3) {
            walks.merge(walk, weight, Double::sum);
        }
    }

    static String shift(String keys) {
        StringBuilder made = new StringBuilder();
        for (char key : keys.toCharArray()) {
            int at = KEYS.indexOf(key);
            made.append(at < 0 ? key : SHIFTED.charAt(at));
        }
        return made.toString();
    }

    private static String reversed(String keys) {
        return new StringBuilder(keys).reverse().toString();
    }

    /** Every choice of Shift over the parts; the fewer changes and the plainer, the likelier. */
    private void shifts(List<String> parts, double weight) {
        int count = parts.size();
        int styles = 4;
        int all = (int) StrictMath.pow(styles, count);
        for (int code = 0; code < all; code++) {
            StringBuilder made = new StringBuilder();
            double share = weight;
            int rest = code;
            int before = -1;
            for (String part : parts) {
                int style = rest % styles;
                rest /= styles;
                made.append(styled(part, style));
                share *= new double[] {1, 0.3, 0.06, 0.06}[style];
                share *= before >= 0 && before != style ? 0.6 : 1;
                before = style;
            }
            put(made.toString(), share);
        }
    }

    private static String styled(String part, int style) {
        return switch (style) {
            case 0 -> part;
            case 1 -> shift(part);
            case 2 -> part.toUpperCase(Locale.ROOT);
            default -> shift(part.substring(0, 1)) + part.substring(1);
        };
    }

    private void columns() {
        double[] length = {0.8, 1, 0.6, 0.3, 0.06};
        for (int start = 0; start < COLUMNS.length; start++) {
            for (int count = 1; count <= 4 && start + count <= COLUMNS.length; count++) {
                double weight = 10 * length[count - 1] * StrictMath.pow(start + 1, -1.3);
                List<String> down = new ArrayList<>();
                List<String> up = new ArrayList<>();
                List<String> snake = new ArrayList<>();
                List<String> back = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    String column = COLUMNS[start + i];
                    down.add(column);
                    up.add(reversed(column));
                    snake.add(i % 2 == 0 ? column : reversed(column));
                    back.add(i % 2 == 0 ? reversed(column) : column);
                }
                shifts(down, weight);
                shifts(up, weight * 0.25);
                if (count > 1) {
                    shifts(snake, weight * 0.4);
                    shifts(back, weight * 0.25);
                    shifts(down.reversed(), weight * 0.08);
                    List<String> hook = new ArrayList<>(up);
                    hook.set(0, down.getFirst());
                    shifts(hook, weight * 0.12);
                    List<String> again = new ArrayList<>(snake);
                    again.add(snake.getLast());
                    if (count == 2) {
                        shifts(again, weight * 0.06);
                    }
                }
            }
        }
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                if (b != a + 1) {
                    shifts(List.of(COLUMNS[a], COLUMNS[b]), (a == b ? 1.2 : 0.5) / (1 + a + b));
                }
            }
        }
        for (int end : new int[] {2, 3}) {
            for (int count = 2; count <= 4; count++) {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    parts.add(COLUMNS[i].substring(0, end));
                }
                shifts(parts, 1.0 / count);
            }
        }
    }

    /** Walks through a rectangle of keys by rows or by columns, straight or as a snake, from any corner, and their first parts. */
    static Family rectangles(String name, Affixed affixed) {
        Walks made = new Walks();
        for (int left = 0; left <= 3; left++) {
            for (int width = 1; width <= 5; width++) {
                for (int top = 0; top <= 2; top++) {
                    for (int height = 2; top + height <= 4; height++) {
                        made.rectangle(left, width, top, height);
                    }
                }
            }
        }
        Family family = new Family(name);
        double sum = made.walks.values().stream().mapToDouble(Double::doubleValue).sum();
        made.walks.forEach((walk, weight) -> {
            family.add(walk, weight / sum);
            affixed.tail(family, walk, weight / sum * 0.25);
            for (String end : new String[] {"!", "!@", "!@#", "123", "@", ".", "1", "12", "1234"}) {
                family.add(walk + end, weight / sum * 0.05);
            }
            family.add(walk + walk, weight / sum * 0.04);
        });
        return family;
    }

    private void rectangle(int left, int width, int top, int height) {
        double size = StrictMath.pow(left + 1, -1.1) * StrictMath.pow(top + 1, -0.9) * new double[] {0, 0.7, 1, 1, 0.5, 0.3}[width];
        String[][] grid = new String[height][width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                grid[row][column] = COLUMNS[left + column].substring(top + row, top + row + 1);
            }
        }
        for (int mode = 0; mode < 16; mode++) {
            boolean byColumn = (mode & 1) == 0;
            boolean snake = (mode & 2) != 0;
            boolean fromEnd = (mode & 4) != 0;
            boolean backward = (mode & 8) != 0;
            int lines = byColumn ? width : height;
            int length = byColumn ? height : width;
            List<String> parts = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            for (int line = 0; line < lines; line++) {
                StringBuilder part = new StringBuilder();
                for (int key = 0; key < length; key++) {
                    int at = backward ? length - 1 - key : key;
                    int of = fromEnd ? lines - 1 - line : line;
                    part.append(byColumn ? grid[at][of] : grid[of][at]);
                }
                parts.add(snake && line % 2 == 1 ? reversed(part.toString()) : part.toString());
                plain.append(parts.getLast());
            }
            double weight = size * (byColumn ? 1 : 0.7) * (snake ? 0.5 : 1) * (fromEnd ? 0.2 : 1) * (backward ? 0.35 : 1);
            if (parts.size() <= 4) {
                shifts(parts, weight);
            }
            for (int cut = 4; cut < plain.length(); cut++) {
                String head = plain.substring(0, cut);
                put(head, weight * 0.1);
                put(Affixed.capital(head), weight * 0.02);
                put(shift(head.substring(0, 1)) + head.substring(1), weight * 0.02);
                put(shift(head), weight * 0.015);
                if (cut > length) {
                    put(shift(head.substring(0, length)) + head.substring(length), weight * 0.02);
                    put(head.substring(0, length) + shift(head.substring(length)), weight * 0.02);
                }
            }
        }
    }

    private void rows() {
        for (int row = 0; row < ROWS.length; row++) {
            for (int length = 3; length <= ROWS[row].length(); length++) {
                String keys = ROWS[row].substring(0, length);
                double weight = (length == 4 || length == 6 || length == ROWS[row].length() ? 3 : 1.2) / (1 + 0.3 * row);
                shifts(List.of(keys), weight);
                put(Affixed.capital(keys), weight * 0.3);
                shifts(List.of(reversed(keys)), weight * 0.15);
            }
        }
        for (int length = 3; length <= 6; length++) {
            String digits = ROWS[0].substring(0, length);
            for (int row = 1; row < 4; row++) {
                for (int letters = 3; letters <= 6; letters++) {
                    String keys = ROWS[row].substring(0, letters);
                    double weight = (length == letters ? 3.0 : 0.7) / row / (length - 1);
                    shifts(List.of(digits, keys), weight);
                    shifts(List.of(keys, digits), weight);
                    put(Affixed.capital(keys) + digits, weight * 0.5);
                    put(digits + Affixed.capital(keys), weight * 0.2);
                    put(keys + digits + shift(digits), weight * 0.3);
                    put(Affixed.capital(keys) + digits + shift(digits), weight * 0.15);
                    put(digits + keys + shift(digits), weight * 0.3);
                    put(shift(digits) + keys + digits, weight * 0.06);
                    put(keys + shift(digits) + digits, weight * 0.06);
                    put(keys.toUpperCase(Locale.ROOT) + keys + digits, weight * 0.06);
                    put(keys + keys.toUpperCase(Locale.ROOT) + digits, weight * 0.08);
                    put(digits + keys + keys.toUpperCase(Locale.ROOT), weight * 0.08);
                    put(digits + keys + shift(digits) + keys.toUpperCase(Locale.ROOT), weight * 0.1);
                    for (String mark : new String[] {"@", "!", ".", "_", "#"}) {
                        put(keys + mark + digits, weight * 0.12);
                        put(Affixed.capital(keys) + mark + digits, weight * 0.12);
                        put(digits + mark + keys, weight * 0.06);
                    }
                }
            }
            shifts(List.of(digits, digits), 0.8);
            String other = shift(ROWS[0].substring(length, Math.min(10, 2 * length)));
            put(digits + other, 0.3);
            put(other + digits, 0.05);
        }
    }

    private void zigzags() {
        String[][] pairs = {
            {"1234567890", "qwertyuiop"}, {"qwertyuiop", "1234567890"}, {"1234567890", "asdfghjkl;"}, {"asdfghjkl;", "1234567890"},
            {"1234567890", "zxcvbnm,./"}, {"zxcvbnm,./", "1234567890"}, {"qwertyuiop", "asdfghjkl;"}, {"asdfghjkl;", "zxcvbnm,./"},
            {"0987654321", "poiuytrewq"}, {"1234567890", "abcdefghij"}, {"abcdefghij", "1234567890"}, {"1234567890", "qazwsxedcr"}
        };
        double[] share = {6, 2.5, 0.8, 1, 0.9, 0.9, 0.4, 0.3, 0.5, 1.4, 1.6, 0.3};
        for (int p = 0; p < pairs.length; p++) {
            for (int count = 2; count <= 10; count++) {
                List<String> parts = new ArrayList<>();
                StringBuilder plain = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    String part = "" + pairs[p][0].charAt(i) + pairs[p][1].charAt(i);
                    parts.add(part);
                    plain.append(part);
                }
                double weight = share[p] * new double[] {0, 0, 0.4, 1, 1.6, 1, 0.6, 0.15, 0.1, 0.1, 0.15}[count];
                String keys = plain.toString();
                put(keys, weight);
                put(keys.substring(0, keys.length() - 1), weight * 0.2);
                put(shift(keys), weight * 0.12);
                put(keys.toUpperCase(Locale.ROOT), weight * 0.06);
                put(shift(keys.substring(0, 1)) + keys.substring(1), weight * 0.15);
                put(shift(keys.substring(0, 2)) + keys.substring(2), weight * 0.15);
                put(shift(keys.substring(0, 4)) + keys.substring(4), weight * 0.06);
                put(keys.substring(0, keys.length() - 1) + shift(keys.substring(keys.length() - 1)), weight * 0.08);
                put(keys.substring(0, 4) + shift(keys.substring(4)), weight * 0.06);
                put(Affixed.capital(keys), weight * 0.1);
                StringBuilder alternate = new StringBuilder();
                StringBuilder letters = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    alternate.append(i % 2 == 0 ? parts.get(i) : shift(parts.get(i)));
                    letters.append(parts.get(i).charAt(0)).append(shift(parts.get(i).substring(1)));
                }
                put(alternate.toString(), weight * 0.1);
                put(shift(alternate.toString()).equals(keys) ? keys : alternate.reverse().toString(), weight * 0.01);
                put(letters.toString(), weight * 0.08);
            }
        }
    }

    /** Blocks of three keys, as {@code qweasdzxc}, {@code qazwsx}, {@code zaqxsw}, {@code 123qweasd}. */
    private void blocks() {
        String[] rows = {"qwe", "asd", "zxc", "123", "rty", "fgh", "vbn", "456"};
        String[] stripes = {"qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm"};
        for (String[] blocks : new String[][] {rows, stripes}) {
            for (int a = 0; a < blocks.length; a++) {
                for (int b = 0; b < blocks.length; b++) {
                    double weight = 6.0 / (1 + a + b) / (b == a + 1 ? 1 : b == a ? 1.5 : 3);
                    shifts(List.of(blocks[a], blocks[b]), weight);
                    put(Affixed.capital(blocks[a]) + blocks[b], weight * 0.15);
                    shifts(List.of(blocks[a], reversed(blocks[b])), weight * 0.15);
                    shifts(List.of(reversed(blocks[a]), reversed(blocks[b])), weight * 0.1);
                    for (int c = 0; c < 4; c++) {
                        double third = weight / (c == b + 1 ? 2.5 : 12);
                        shifts(List.of(blocks[a], blocks[b], blocks[c]), third);
                    }
                }
                shifts(List.of(blocks[a]), 2.0 / (1 + a));
                shifts(List.of(reversed(blocks[a])), 0.5 / (1 + a));
            }
        }
        double rank = 1;
        for (String known : ("zaq12wsx 12qwaszx qwaszx qawsedrf aqswdefr azsxdc azsxdcfv aq1sw2de3 zxcasdqwe poiuyt lkjhgf mnbvcxz 1qasw2 1qazse4"
                        + " 1qaz2wsxedc zse4rfv xdr5 xdr56tfc cde3vfr4 bgt5nhy6 mju7 nhy6 vfr4 xsw23edc 1qazxdr5 qwert12345 12345qwert asdfg12345"
                        + " q1w2e3r4t5 azerty azertyuiop qwertz qwertzuiop 1qay2wsx yxcvbnm azeqsd wsxedc wsxedcrfv qazwsxedcrfv poiuytrewq lkjhgfdsa"
                        + " asdfjkl; asdfjkl asdjkl qpwoei qpalzm zmxncbv alskdj alskdjfhg 0okm9ijn 9ijn8uhb 8uhb7ygv 0okmnji9 mko0 nji9 bhu8 1234rewq 4321rewq"
                        + " rewq1234 rewqfdsa 1z2x3c 1q2a3z zaqwsx zaqxsw zaq123 zaq1234")
                .split(" ")) {
            shifts(List.of(known), 2.5 / StrictMath.sqrt(rank++));
            put(Affixed.capital(known), 0.2);
        }
    }
}
