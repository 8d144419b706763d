/** The entry point: renders the page, opens the first files, starts the worker. */
import { render } from "preact";

import { START } from "./files/platforms";
import { sharedBy } from "./share/link";
import { keepAppearance } from "./state/appearance";
import { keepChecking } from "./state/checking";
import { client } from "./state/client";
import { ask, frameworks } from "./state/declarations";
import { exampleBy, openExample } from "./state/examples";
import { choices, isWritten, say, replaceFiles } from "./state/state";
import { App } from "./views/app";

const page = document.getElementById("page");
if (!page) throw new Error("element `page` not found");

/** The frameworks in force whose controls checks cite. */
const FIRST = ["hipaa", "pss-baseline", "pss-restricted", "cis-kubernetes", "nsa-cisa"];

keepAppearance();
render(<App />, page);
await begin();

async function begin(): Promise<void> {
  await ask(client);
  const known = frameworks.value.map(({ id }) => id);
  choices.value = { frameworks: known.filter((id) => FIRST.includes(id)) };
  replaceFiles(START.files, START.open);
  await follow();
  addEventListener("hashchange", () => void follow());
  keepChecking(client);
  guardChanges();
}

/** Opens what the fragment of the URL refers to: an example, or a shared platform. */
async function follow(): Promise<void> {
  const example = exampleBy(location.hash);
  if (example !== null) openExample({ check: example, shows: "bad" });
  try {
    const shared = await sharedBy(location.hash);
    if (!shared) return;
    replaceFiles(Object.entries(shared.files), shared.open);
    choices.value = shared.choices;
  } catch {
    say("Cannot read the link; it may be truncated.");
  }
}

/** Files are not stored, so closing the page would lose edits. */
function guardChanges(): void {
  addEventListener("beforeunload", (event) => {
    if (isWritten.value) event.preventDefault();
  });
}
