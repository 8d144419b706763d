"use strict";
const filter = document.querySelector("#filter");
const causes = [...document.querySelectorAll(".cause")];
const topics = [...document.querySelectorAll(".topic")];
const count = document.querySelector("#count");
const apply = () => {
  const severity = filter.elements.severity.value;
  const topic = filter.elements.topic.value;
  const text = filter.elements.text.value.trim().toLowerCase();
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
filter.hidden = false;
filter.addEventListener("input", apply);
apply();
addEventListener("beforeprint", () => document.querySelectorAll("details.reason").forEach((one) => { one.open = true; }));
