"use strict";
// Times are sent in UTC; here they are shown in the viewer's zone, with the exact one on hover.
(() => {
  const page = document.documentElement.lang;
  const lang = navigator.languages.find((each) => each.split("-")[0] === page.split("-")[0]) || page;
  const short = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
  const localise = (root) => {
    for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = short.format(at);
        time.dataset.local = "yes";
      }
    }
  };
  // A menu closes when the focus or a click goes elsewhere, or with Escape.
  const closeMenus = (but) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== but) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });
  document.addEventListener("DOMContentLoaded", () => localise(document));
  document.addEventListener("htmx:afterSettle", (event) => localise(event.target));
})();
// A text file that is chosen fills a field; it goes nowhere by itself.
(() => {
  const MOST = 1024 * 1024;
  const start = (box) => {
    const input = box.querySelector("input[type=file]");
    const said = box.querySelector("[role=status]");
    const field = document.getElementById(box.dataset.fileInto);
    box.hidden = false;
    input.addEventListener("change", async () => {
      const file = input.files[0];
      if (!file) return;
      if (file.size > MOST) {
        said.textContent = input.dataset.tooLarge;
      } else {
        try {
          field.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
          said.textContent = input.dataset.read;
          field.focus();
        } catch {
          said.textContent = input.dataset.unreadable;
        }
      }
      input.value = "";
    });
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-file-into]").forEach(start));
})();
