/** The worker that checks. */
import { Client } from "asepsis/worker";

export const client = new Client();
