/** The other side of `asepsis/worker` on Node: a thread. */
import { parentPort } from "node:worker_threads";

import { type Asked, answer } from "./answer.js";
import "./node.js";

parentPort?.on("message", (asked: Asked) => {
  void answer(asked, () => Promise.resolve()).then((answer) => {
    parentPort?.postMessage(answer);
  });
});
