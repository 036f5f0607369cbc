// Đôn Đốc: five small comforts. Every page works without them.
(() => {
  "use strict";
  const submitters = (form) => [...document.querySelectorAll("button, input[type=submit]")]
    .filter((control) => control.form === form && control.type === "submit");

  // 1. A form is sent once: a second click, or Enter during a slow line, must not send it again.
  //    The buttons go grey only after the browser has collected the data, or the pressed button's value would be lost.
  const release = (form) => {
    delete form.dataset.sent;
    submitters(form).forEach((button) => { button.disabled = false; button.classList.remove("busy"); });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-resubmit")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (askFirst(event)) return;
    form.dataset.sent = "1";
    setTimeout(() => submitters(form).forEach((button) => {
      button.disabled = true;
      if (button === event.submitter) button.classList.add("busy");
    }), 0);
  });
  // Coming back with the browser's arrow shows the page as it was left: the buttons must work again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
  });

  // 2. A button with data-confirm (a question) or data-dialog (the id of its own dialog) asks before it acts.
  function askFirst(event) {
    const button = event.submitter;
    if (!button || !window.HTMLDialogElement || button.dataset.agreed) return false;
    const own = button.dataset.dialog && document.getElementById(button.dataset.dialog);
    const dialog = own || (button.dataset.confirm && document.getElementById("confirm-dialog"));
    if (!dialog) return false;
    event.preventDefault();
    const yes = dialog.querySelector("[data-yes]");
    if (!own) {
      dialog.querySelector("[data-question]").textContent = button.dataset.confirm;
      yes.textContent = button.dataset.confirmOk || button.textContent.trim();
    }
    yes.onclick = () => {
      dialog.close();
      button.dataset.agreed = "1";
      event.target.requestSubmit(button);
      delete button.dataset.agreed;
    };
    dialog.querySelectorAll("[data-no]").forEach((no) => { no.onclick = () => dialog.close(); });
    dialog.showModal();
    return true;
  }

  // 3. An open menu closes on Escape, a click elsewhere, or when the focus leaves it: it must not cover what comes next.
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    const menu = document.activeElement.closest("details.menu[open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });
  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest("details.menu[open]"), next = event.relatedTarget;
    if (menu && next && !menu.contains(next) && !next.closest("dialog")) menu.open = false;
  });

  // 4. Print buttons; an error summary takes the focus so that it is read first.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  const errors = document.querySelector(".error-summary");
  if (errors) errors.focus();

  // 5. Ctrl-K or / goes to the search field; its first results stand below it as a list to choose from
  //    (the combobox pattern of the ARIA practices: the focus stays in the field, the arrows move the choice).
  const field = document.querySelector("[data-search]");
  const box = document.getElementById("goi-y");
  if (field && box) search();
  function search() {
    let chosen = -1;
    const options = () => [...box.querySelectorAll("[role=option]")];
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "goi-y");
    field.setAttribute("aria-expanded", "false");
    const choose = (place) => {
      const all = options();
      chosen = place;
      all.forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
      if (place < 0) { field.removeAttribute("aria-activedescendant"); return; }
      field.setAttribute("aria-activedescendant", all[place].id);
      all[place].scrollIntoView({ block: "nearest" });
    };
    const show = (open) => {
      box.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
      if (!open) choose(-1);
    };
    const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
    document.addEventListener("keydown", (event) => {
      const called = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
      if (!called && !slash) return;
      event.preventDefault();
      if (!field.offsetParent) { window.location.assign(field.form.action); return; }
      field.focus();
      field.select();
    });
    field.addEventListener("keydown", (event) => {
      const all = options();
      if (event.isComposing) return; // An input method for Vietnamese is at work.
      if (event.key === "Escape" && !box.hidden) { event.preventDefault(); show(false); }
      else if (event.key === "Enter" && !box.hidden && chosen >= 0) { event.preventDefault(); window.location.assign(all[chosen].href); }
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
        event.preventDefault();
        show(true);
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(chosen < 0 && step < 0 ? all.length - 1 : (chosen + step + all.length) % all.length);
      }
    });
    box.addEventListener("htmx:afterSwap", () => {
      chosen = -1;
      show(document.activeElement === field && options().length > 0);
    });
    field.addEventListener("blur", () => setTimeout(() => {
      if (!box.contains(document.activeElement)) show(false);
    }, 150));
    field.addEventListener("focus", () => { if (options().length) show(true); });
    // A late answer must not open the list again after the page was asked for.
    field.form.addEventListener("submit", () => show(false));
  }
  document.documentElement.classList.add("js");
})();
