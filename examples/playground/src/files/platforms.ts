/** Whole platforms to look at: the small one that a first visitor sees, and the two of the project. */
import texts from "virtual:platforms";

import type { Content } from "../state/state";

export interface Platform {
  id: string;
  title: string;
  about: string;
  open: string;
  files: ReadonlyMap<string, Content>;
}

export const START: Platform = {
  id: "clinic",
  title: "A clinic",
  about: "Four small files with a few faults, and a template that has to be rendered first.",
  open: "portal.yaml",
  files: new Map(Object.entries(texts.start)),
};

export const PLATFORMS: readonly Platform[] = [
  START,
  {
    id: "ojala",
    title: "Ojala",
    about: "A health platform as an audit found it: hundreds of findings in Kubernetes, compose and Helm.",
    open: "kubernetes/production/postgres.yaml",
    files: new Map(Object.entries(texts.ojala)),
  },
  {
    id: "myhealth",
    title: "MyHealth",
    about: "A health platform as its policy promises it: nothing at or above medium.",
    open: "kubernetes/postgres.yaml",
    files: new Map(Object.entries(texts.myhealth)),
  },
];
