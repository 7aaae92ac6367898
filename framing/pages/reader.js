"use strict";
// One article at a time, switches for categories and voices, and steps from match to match.
for (const reader of document.querySelectorAll(".reader")) {
  const sections = [...reader.querySelectorAll("section")];
  const outlet = reader.querySelector("select.outlet");
  const article = reader.querySelector("select.article");
  const output = reader.querySelector("output");
  const boxes = [...reader.querySelectorAll("input[data-category], input[data-voice]")];
  let listed = sections;
  let shown = sections[0];
  let current = null;

  const ends = (section) => [...section.querySelectorAll(".text mark > sup")].map((sup) => sup.parentElement);
  const marks = () => ends(shown).filter((mark) => !mark.classList.contains("off"));
  const plural = (number) => `${number} match${number === 1 ? "" : "es"}`;

  function tell() {
    const all = marks();
    const place = all.indexOf(current);
    const hidden = ends(shown).length - all.length;
    output.textContent = place < 0
      ? `${plural(all.length)} in this article${hidden ? `, ${hidden} switched off` : ""}`
      : `${place + 1} of ${all.length} · ${current.title}`;
  }

  function point(mark) {
    if (current) current.classList.remove("current");
    current = mark;
    if (mark) mark.classList.add("current");
    tell();
  }

  function step(by) {
    const all = marks();
    if (!all.length) return;
    const place = all.indexOf(current);
    const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length;
    point(all[next]);
    current.scrollIntoView({ block: "center" });
  }

  function count() {
    for (const box of boxes) {
      const name = box.dataset.category || box.dataset.voice;
      const number = ends(shown).filter((mark) => mark.classList.contains(name)).length;
      box.closest("label").querySelector(".number").textContent = number || "";
    }
  }

  function apply() {
    const off = boxes.filter((box) => !box.checked).map((box) => box.dataset.category || box.dataset.voice);
    for (const mark of shown.querySelectorAll(".text mark")) {
      mark.classList.toggle("off", off.some((name) => mark.classList.contains(name)));
    }
    for (const voice of ["quoted", "reported"]) {
      shown.classList.toggle(`without-${voice}`, off.includes(`${voice}-voice`));
    }
    for (const all of reader.querySelectorAll("input.all")) {
      const own = [...all.closest("fieldset").querySelectorAll("input:not(.all)")];
      all.checked = own.every((box) => box.checked);
      all.indeterminate = !all.checked && own.some((box) => box.checked);
    }
    if (current && current.classList.contains("off")) point(null);
    tell();
  }

  function show(section) {
    for (const other of sections) other.hidden = other !== section;
    shown = section;
    article.value = String(sections.indexOf(section));
    point(null);
    count();
    apply();
  }

  function list() {
    listed = sections.filter((section) => !outlet.value || section.dataset.outlet === outlet.value);
    article.replaceChildren(...listed.map((section) => {
      const option = document.createElement("option");
      option.value = String(sections.indexOf(section));
      option.textContent = outlet.value ? section.dataset.name : `${section.dataset.name} · ${section.dataset.outlet}`;
      return option;
    }));
    show(listed[0]);
  }

  function follow() {
    const section = sections.find((one) => `#${one.id}` === location.hash);
    if (!section) return;
    if (!listed.includes(section)) {
      outlet.value = "";
      list();
    }
    show(section);
    section.scrollIntoView();
  }

  function turn(by) {
    show(listed[(listed.indexOf(shown) + by + listed.length) % listed.length]);
    reader.querySelector(".articles").scrollTop = 0;
    if (reader.getBoundingClientRect().top < 0) reader.scrollIntoView();
  }

  outlet.addEventListener("change", list);
  article.addEventListener("change", () => show(sections[Number(article.value)]));
  reader.addEventListener("change", (event) => {
    if (event.target.matches("input.all")) {
      for (const box of event.target.closest("fieldset").querySelectorAll("input:not(.all)")) box.checked = event.target.checked;
    }
    if (event.target.matches("input")) apply();
  });
  reader.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.step) step(Number(button.dataset.step));
    if (button && button.dataset.turn) turn(Number(button.dataset.turn));
    const mark = event.target.closest(".text mark:not(.off)");
    if (mark) point(mark);
  });
  document.addEventListener("keydown", (event) => {
    const place = reader.getBoundingClientRect();
    const typing = event.target.matches("select, textarea, input:not([type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (place.bottom < 0 || place.top > window.innerHeight) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });

  if (matchMedia("(max-width: 52rem)").matches) reader.querySelector("details").open = false;
  for (const part of reader.querySelectorAll(".choices, .steps")) part.hidden = false;
  list();
  follow();
  window.addEventListener("hashchange", follow);
}
