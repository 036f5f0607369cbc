// Đôn Đốc: a report written while the line is down is kept on this device and sent when the line returns, once (ADR 0029).
// Long forms of other acts (data-draft-once) keep their words in the same way while they are written, but are sent only when
// somebody presses the button; the word that makes a second sending harmless (sent_once) is kept with them.
// Every form works without it. What is kept belongs to one account, is never shown to or sent by another, goes after
// sending, at sign-out, and after a week.
(() => {
  "use strict";
  const account = document.body.dataset.account;
  if (!account || !window.indexedDB || !window.fetch) return;
  const WEEK = 7 * 24 * 3600 * 1000, AGAIN = 10 * 1000, PATIENCE = 90 * 1000, LONGEST_SIDE = 2000;
  const UNSENT = ["waiting", "refused"];
  const form = document.querySelector("form[data-draft]");
  // Said in the language of the page, which brings the words of languages other than ours.
  const book = JSON.parse((document.getElementById("tu-ngu") || { textContent: "{}" }).textContent);
  const t = (sentence, values = {}) => (book[sentence] || sentence).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? "");
  const once = Boolean(form && form.hasAttribute("data-draft-once"));

  // 1. The shelf: one row per form and account. A browser that keeps nothing (private mode) leaves the form as it is.
  const shelf = new Promise((resolve, reject) => {
    const asked = indexedDB.open("dondoc", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const ask = async (mode, question) => {
    const work = (await shelf).transaction("drafts", mode);
    const asked = question(work.objectStore("drafts"));
    return new Promise((resolve, reject) => {
      work.oncomplete = () => resolve(asked.result);
      work.onabort = work.onerror = () => reject(work.error);
    });
  };
  const keep = (draft) => ask("readwrite", (rows) => rows.put(draft));
  const drop = (draft) => ask("readwrite", (rows) => rows.delete(draft.id));
  const forgetAll = () => ask("readwrite", (rows) => rows.clear());
  async function own() {
    const rows = await ask("readonly", (found) => found.getAll());
    const old = rows.filter((row) => row.saved_at < Date.now() - WEEK);
    await Promise.all(old.map(drop));
    return rows.filter((row) => row.account === account && !old.includes(row));
  }

  // 2. A form as a draft, and back.
  const idOf = (path) => `${account} ${path}`;
  function collect(state) {
    const fields = [], files = [];
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken") continue;
      if (value instanceof File) { if (value.size) files.push({ field: name, name: value.name, type: value.type, blob: value }); }
      else fields.push([name, value]);
    }
    const path = form.dataset.draft, title = form.dataset.draftTitle;
    return { id: idOf(path), account, path, title, fields, files, state, told: "", saved_at: Date.now() };
  }
  const words = () => once ? [...form.elements].some(touched) : [...form.querySelectorAll("textarea, input[type=text]:not([type=hidden])")].some((one) => one.value.trim())
    || [...form.querySelectorAll("input[type=checkbox]")].some((one) => one.checked)
    || [...form.querySelectorAll("input[type=file]")].some((one) => one.files.length);
  // Whether somebody changed it since the page came.
  function touched(control) {
    if (!control.name || control.type === "hidden") return false;
    if (control.type === "file") return control.files.length > 0;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.options) return control.selectedIndex !== Math.max(0, [...control.options].findIndex((one) => one.defaultSelected));
    return "defaultValue" in control && control.value !== control.defaultValue;
  }
  function putBack(draft) {
    form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = false; });
    for (const [name, value] of draft.fields) {
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((control) => {
        if (once && control.type === "hidden" && name !== "sent_once") return; // What the page is shown now is what its reader answers.
        if (control.type === "checkbox" || control.type === "radio") { if (control.value === value) control.checked = true; }
        else control.value = value;
        if (once) control.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    form.querySelectorAll("input[type=file]").forEach((input) => {
      const mine = draft.files.filter((file) => file.field === input.name);
      if (mine.length) input.files = listOf(mine.map((file) => new File([file.blob], file.name, { type: file.type })));
    });
  }
  function listOf(files) {
    const holder = new DataTransfer();
    files.forEach((file) => holder.items.add(file));
    return holder.files;
  }

  // 3. A photo of a phone is some 8 MB: no side over 2,000 points, as JPEG, before it goes over the line.
  async function smaller(file) {
    if (!file.type.startsWith("image/") || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file);
      const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * share);
      canvas.height = Math.round(picture.height * share);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
      if (!made || (share === 1 && made.size >= file.size)) return file;
      return new File([made], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    } catch (unknown) {
      return file; // A picture that this browser cannot read is the server's to judge.
    }
  }
  let preparing = Promise.resolve();
  const shrink = (input) => {
    preparing = preparing.then(async () => {
      const given = [...input.files];
      if (given.length) input.files = listOf(await Promise.all(given.map(smaller)));
    });
    return preparing;
  };

  // 4. Sending. The key in the form makes it one report, however often this runs.
  const token = () => JSON.parse(document.body.dataset.hxHeaders)["X-CSRFToken"];
  async function send(draft) {
    const data = new FormData();
    draft.fields.forEach(([name, value]) => data.append(name, value));
    draft.files.forEach((file) => data.append(file.field, new File([file.blob], file.name, { type: file.type })));
    data.set("csrfmiddlewaretoken", token());
    data.set("as", account);
    const clock = new AbortController(), tooLong = setTimeout(() => clock.abort(), PATIENCE);
    try {
      const answer = await fetch(draft.path, {
        method: "POST", body: data, headers: { "X-Dondoc": "draft" }, redirect: "manual", cache: "no-store", signal: clock.signal,
      });
      if (answer.type === "opaqueredirect") return { signIn: true };
      if (answer.status >= 500) return { waiting: true };
      const told = await answer.json().catch(() => ({}));
      if (told.url) return { url: told.url };
      return { errors: told.errors || [["", t("Trang đã cũ hoặc không còn gửi được. Vui lòng tải lại trang.")]], forget: told.forget };
    } catch (broken) {
      return { waiting: true };
    } finally {
      clearTimeout(tooLong);
    }
  }
  // One tab at a time; who only looks whether something waits leaves it to the other.
  const alone = (work, options = {}) => (navigator.locks
    ? navigator.locks.request("dondoc-drafts", options, (lock) => lock && work()) : work());

  // 5. The form itself.
  let busy = false, arrived = false, asleep = 0, tries = 0;
  const note = form && form.insertBefore(document.createElement("div"), form.firstChild);
  function say(tone, sentences, link) {
    note.replaceChildren();
    note.className = tone ? `alert tone-${tone}` : "";
    note.setAttribute("role", tone === "overdue" ? "alert" : "status");
    const box = document.createElement("div");
    sentences.forEach((one) => {
      const [sentence, href] = [].concat(one), line = document.createElement("p");
      line.append(href ? Object.assign(document.createElement("a"), { href, textContent: sentence }) : sentence);
      box.append(line);
    });
    if (link) box.append(Object.assign(document.createElement("a"), { href: link[0], textContent: link[1] }));
    if (sentences.length) note.append(box);
    note.scrollIntoView({ block: "nearest" });
  }
  const KEPT = t("Đã lưu trên máy, sẽ gửi khi có mạng.");
  const UNSENT_KEPT = t("Chưa gửi được vì mất mạng. Nội dung đã lưu trên máy này; khi có mạng, vui lòng bấm gửi lại.");
  const signInAt = (path) => [`/dang-nhap/?next=${encodeURIComponent(path)}`, t("Đăng nhập lại để gửi")];
  function hold(on) {
    busy = on;
    form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = on; button.classList.toggle("busy", on); });
  }
  async function settle(draft, result) {
    // Until the next page is there this one lives on: what has arrived must not be kept again meanwhile.
    if (result.url) { arrived = true; await drop(draft); location.assign(result.url); return; }
    hold(false);
    if (result.waiting && once) say("overdue", [UNSENT_KEPT]);
    else if (result.waiting) say("soon", [KEPT]);
    else if (result.signIn) say("soon", [t("Phiên làm việc đã hết. Nội dung vẫn lưu trên máy này.")], signInAt(draft.path));
    else await refuse(draft, result);
  }
  async function refuse(draft, result) {
    const labels = (name) => { const label = name && form.querySelector(`label[for="id_${CSS.escape(name)}"]`); return label ? `${label.textContent.replace("*", "").trim()}: ` : ""; };
    // As on a page without scripts, each mistake leads to its field.
    say("overdue", result.errors.map(([name, sentence]) => [labels(name) + sentence, labels(name) && `#id_${name}`]));
    result.errors.forEach(([name]) => { const control = name && form.elements[name]; if (control && control.setAttribute) control.setAttribute("aria-invalid", "true"); });
    note.tabIndex = -1;
    note.focus();
    if (!result.forget) { await keep({ ...draft, state: "writing" }); return; }
    // A secrecy mark: nothing of it stays, neither on the shelf nor in the form.
    await drop(draft);
    result.errors.forEach(([name]) => { const control = name && form.elements[name]; if (control) control.value = ""; });
  }
  async function submit(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (busy) return;
    hold(true);
    tries += 1;
    clearTimeout(asleep);
    await preparing;
    const draft = collect(once ? "writing" : "waiting");
    try { await keep(draft); } catch (full) { form.submit(); return; }
    const slow = setTimeout(() => say("none", [t("Đang gửi. Nội dung đã lưu trên máy, đường truyền chậm cũng không mất.")]), 2000);
    await alone(async () => {
      const result = await send(draft);
      clearTimeout(slow);
      await settle(draft, result);
    });
  }
  async function typed() {
    clearTimeout(asleep);
    asleep = setTimeout(async () => {
      const mine = tries;
      await preparing;
      const before = (await own()).find((row) => row.id === idOf(form.dataset.draft));
      if (busy || arrived || mine !== tries) return; // Sent meanwhile: what was kept for sending must not become a mere draft again.
      if (words()) await keep(collect(before && before.state === "waiting" ? "waiting" : "writing"));
      else if (before) await drop(before);
    }, 400);
  }
  async function open() {
    form.addEventListener("submit", submit);
    form.addEventListener("input", typed);
    form.addEventListener("change", (event) => { if (event.target.type === "file" && !once) shrink(event.target).then(typed); else if (once) typed(); });
    const draft = (await own()).find((row) => row.id === idOf(form.dataset.draft));
    if (!draft || form.querySelector(".error-summary")) return;
    putBack(draft);
    if (draft.state !== "waiting") say("none", [t("Đã lấy lại bản nháp lưu trên máy này."), ...(draft.told ? [draft.told] : [])]);
  }

  // 6. On every page: what waits is sent, and shown until it is.
  async function flush() {
    await alone(async () => {
      for (const draft of (await own()).filter((row) => row.state === "waiting")) {
        const here = form && draft.path === form.dataset.draft;
        if (here && busy) continue;
        const result = await send(draft);
        if (here && !result.waiting) { await settle(draft, result); continue; }
        if (result.url) await drop(draft);
        else if (result.errors) {
          const told = { ...draft, state: "refused", told: result.errors.map((one) => one[1]).join(" ") };
          await keep(result.forget ? { ...told, fields: [], files: [] } : told);
        }
        if (result.url) sent.push([draft.title, result.url]);
        if (result.signIn) break;
      }
    }, { ifAvailable: true });
    await show();
  }
  const sent = [];
  async function show() {
    const rows = await own(), elsewhere = rows.filter((row) => !form || row.path !== form.dataset.draft);
    const near = (row) => location.pathname === "/don-vi/" || row.path.startsWith(location.pathname);
    const shown = elsewhere.filter((row) => UNSENT.includes(row.state) || near(row));
    board(shown);
    const unsent = rows.filter((row) => UNSENT.includes(row.state)).length;
    document.querySelectorAll("form[action='/dang-xuat/'] button").forEach((button) => {
      if (unsent) button.dataset.confirm = t("Còn {n} báo cáo chưa gửi lưu trên máy này; đăng xuất sẽ xóa. Vẫn đăng xuất?", { n: unsent });
      else delete button.dataset.confirm;
    });
    return rows;
  }
  function board(rows) {
    const main = document.getElementById("noi-dung");
    let place = document.getElementById("ban-nhap");
    if (place) place.remove();
    if (!main || (!rows.length && !sent.length)) return;
    place = Object.assign(document.createElement("section"), { id: "ban-nhap", className: "drafts" });
    place.setAttribute("aria-label", t("Báo cáo lưu trên máy này"));
    place.setAttribute("role", "status");
    sent.forEach(([title, url]) => place.append(strip("done", t("Đã gửi báo cáo: {title}", { title }), [url, t("Xem")])));
    rows.forEach((row) => {
      const said = { waiting: `${KEPT} ${row.title}`, refused: t("Chưa gửi được: {title}. {told}", row), writing: t("Bản nháp chưa gửi: {title}", row) };
      const line = strip(row.state === "refused" ? "overdue" : "soon", said[row.state], [row.path, t("Mở")]);
      if (row.state === "refused") {
        const text = row.fields.find(([name]) => name === "text");
        if (text) line.firstChild.append(Object.assign(document.createElement("p"), { className: "prewrap small", textContent: text[1] }));
      }
      const gone = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: t("Xóa bản nháp") });
      gone.addEventListener("click", async () => { await drop(row); await show(); });
      line.append(gone);
      place.append(line);
    });
    main.prepend(place);
  }
  function strip(tone, text, [url, words_]) {
    const line = Object.assign(document.createElement("div"), { className: `alert tone-${tone}` });
    const said = document.createElement("div");
    said.append(Object.assign(document.createElement("p"), { textContent: text }));
    line.append(said, Object.assign(document.createElement("a"), { className: "btn btn-sm", href: url, textContent: words_ }));
    return line;
  }

  // 7. Signing out takes everything along, whoever wrote it.
  document.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || event.target.getAttribute("action") !== "/dang-xuat/") return;
    event.preventDefault();
    try { await forgetAll(); } finally { event.target.submit(); }
  });

  const quietly = (work) => Promise.resolve().then(work).catch(() => {}); // No shelf, no drafts; the page works as ever.
  // Coming back by the browser's arrow must not show a form whose key was used.
  window.addEventListener("pageshow", (event) => { if (event.persisted && form) location.reload(); });
  // The first try after a line returns often comes too early.
  window.addEventListener("online", () => { quietly(flush); setTimeout(() => quietly(flush), 2000); });
  setInterval(() => quietly(async () => { if ((await own()).some((row) => row.state === "waiting")) await flush(); }), AGAIN);
  quietly(async () => { if (form) await open(); await flush(); });
})();
