// Đôn Đốc: four small comforts. Every page works without them.
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

  // 3. An open menu closes on Escape or a click elsewhere.
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest("details.menu[open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });

  // 4. Print buttons; an error summary takes the focus so that it is read first.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  const errors = document.querySelector(".error-summary");
  if (errors) errors.focus();
  document.documentElement.classList.add("js");
})();
