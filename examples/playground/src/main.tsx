/** Begins: the page, the files that it starts with, the worker. */
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
if (!page) throw new Error("the page has no place for itself");

keepAppearance();
render(<App />, page);
await begin();

async function begin(): Promise<void> {
  await ask(client);
  choices.value = { frameworks: frameworks.value.map(({ id }) => id) };
  replaceFiles(START.files, START.open);
  await follow();
  addEventListener("hashchange", () => void follow());
  keepChecking(client);
  guardChanges();
}

/** What the page's address asks for: an example, or what somebody shared. */
async function follow(): Promise<void> {
  const example = exampleBy(location.hash);
  if (example !== null) openExample({ check: example, shows: "bad" });
  try {
    const shared = await sharedBy(location.hash);
    if (!shared) return;
    replaceFiles(Object.entries(shared.files), shared.open);
    choices.value = shared.choices;
  } catch {
    say("The link could not be read: it may have been cut.");
  }
}

/** Nothing is kept, so that closing the page would lose what was written. */
function guardChanges(): void {
  addEventListener("beforeunload", (event) => {
    if (isWritten.value) event.preventDefault();
  });
}
