// SPDX-License-Identifier: MIT
// Keys, and no more: each does what a link or a button on the page does, so nothing is lost without this file.
"use strict";

(() => {
  const root = document.body.dataset.root;

  // Where the eye is: the row with the focus, or the first one.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const rowWithFocus = () => document.activeElement?.closest("[data-row]");

  const goToRow = (step) => {
    const all = rows();
    const here = all.indexOf(rowWithFocus());
    const next = all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)];
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const own = {
    "?": () => location.assign(root + "desk/keys"),
    "h": () => location.assign(root + "desk"),
    "j": () => goToRow(1),
    "k": () => goToRow(-1),
    "o": () => rowWithFocus()?.querySelector("a[href]")?.click(),
  };

  const isWriting = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "on" || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isWriting(event.target)) {
      // Out of a field, so that letters are keys again.
      if (event.key === "Escape" && !event.isComposing) event.target.blur();
      return;
    }
    // What a page marks with data-key goes first: in the row with the focus, then anywhere.
    const mark = `[data-key="${CSS.escape(event.key)}"]`;
    const marked = rowWithFocus()?.querySelector(mark) ?? document.querySelector(mark);
    if (marked) {
      event.preventDefault();
      if (isWriting(marked) && marked.type !== "checkbox") marked.focus();
      else marked.click();
    } else if (Object.hasOwn(own, event.key)) {
      event.preventDefault();
      own[event.key]();
    }
  });

  // A form with data-draft saves itself a while after the last letter, as its button does. What another curator saved
  // meanwhile is never overwritten: then it says so and leaves the rest to the button.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const state = document.getElementById("draft-state");
    let timer;
    const save = async () => {
      const fields = new URLSearchParams(new FormData(form));
      fields.set("quiet", "yes");
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: fields, redirect: "manual" });
        if (answer.ok) {
          form.elements.draft.value = await answer.text();
          state.textContent = "The draft is saved.";
        } else if (answer.status === 409) {
          state.textContent = `${await answer.text()} has saved a draft, too. Press “Save the draft” to see both.`;
          form.removeAttribute("data-draft");
        } else {
          state.textContent = "The draft could not be saved by itself.";
        }
      } catch {
        state.textContent = "The draft could not be saved: there is no connection.";
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => form.dataset.draft && save(), 1500);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  // The rows of a pack, a path or an issue can be dragged to another place; the buttons on them do the same.
  for (const board of document.querySelectorAll("[data-arrange]")) {
    const form = document.getElementById(board.dataset.arrange);
    if (!form || !board.querySelector("button")) continue;
    const order = () =>
      [...board.querySelectorAll("[data-part]")]
        .map((part) => [...part.querySelectorAll("[data-entry]")].map((entry) => entry.dataset.entry).join(","))
        .join(";");
    const before = order();
    let dragged = null;
    for (const entry of board.querySelectorAll("[data-entry]")) {
      entry.draggable = true;
      entry.addEventListener("dragstart", (event) => {
        dragged = entry;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", entry.dataset.entry);
        entry.classList.add("dragged");
      });
      entry.addEventListener("dragend", () => {
        entry.classList.remove("dragged");
        dragged = null;
        // Let go of somewhere else: nothing is changed, and the rows are where they were.
        if (order() !== before && !form.elements.order) location.reload();
      });
    }
    for (const part of board.querySelectorAll("[data-part]")) {
      part.addEventListener("dragover", (event) => {
        if (!dragged) return;
        event.preventDefault();
        const list = part.querySelector("ol");
        const below = [...list.querySelectorAll("[data-entry]")].find((entry) => {
          const box = entry.getBoundingClientRect();
          return entry !== dragged && event.clientY < box.top + box.height / 2;
        });
        list.insertBefore(dragged, below ?? null);
      });
      part.addEventListener("drop", (event) => {
        event.preventDefault();
        const now = order();
        if (now === before) return;
        const field = document.createElement("input");
        [field.type, field.name, field.value] = ["hidden", "order", now];
        form.append(field);
        form.submit();
      });
    }
  }

  // No style reaches a frame that has the focus within itself, so that is shown from here.
  const showFrame = () => {
    for (const frame of document.querySelectorAll("iframe")) {
      frame.classList.toggle("focused", frame === document.activeElement);
    }
  };
  for (const event of ["focus", "blur"]) window.addEventListener(event, showFrame);
  document.addEventListener("focusin", showFrame);
})();
