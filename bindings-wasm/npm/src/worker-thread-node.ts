/** The worker thread behind `asepsis/worker` on Node. */
import { parentPort } from "node:worker_threads";

import { type Asked, answer } from "./answer.js";
import "./node.js";

parentPort?.on("message", (asked: Asked) => {
  void answer(asked, () => Promise.resolve()).then((answer) => {
    parentPort?.postMessage(answer);
  });
});
