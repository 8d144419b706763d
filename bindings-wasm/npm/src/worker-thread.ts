/** The module worker behind `asepsis/worker` in a page. */
import { type Asked, answer } from "./answer.js";
import { type Source, load } from "./instance.js";

const scope = self as unknown as Pick<Worker, "onmessage" | "postMessage">;

scope.onmessage = (event: MessageEvent<Asked>) => {
  void answer(event.data, (source) => load(source as Source | undefined)).then((answer) => {
    scope.postMessage(answer);
  });
};
