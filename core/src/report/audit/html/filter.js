"use strict";
const form = document.querySelector("#filter");
const causes = [...document.querySelectorAll(".cause")];
const topics = [...document.querySelectorAll(".topic")];
const count = document.querySelector("#count");
const apply = () => {
  const severity = form.elements.severity.value;
  const topic = form.elements.topic.value;
  const text = form.elements.text.value.trim().toLowerCase();
  for (const cause of causes) {
    const fits = (!severity || cause.classList.contains(severity))
      && (!topic || cause.closest(".topic").id === topic)
      && (!text || cause.textContent.toLowerCase().includes(text));
    cause.hidden = !fits;
  }
  for (const one of topics) one.hidden = !one.querySelector(".cause:not([hidden])");
  const shown = causes.filter((cause) => !cause.hidden).length;
  count.textContent = `${shown} of ${causes.length} causes`;
};
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();
addEventListener("beforeprint", () => document.querySelectorAll("details.reason").forEach((one) => { one.open = true; }));
