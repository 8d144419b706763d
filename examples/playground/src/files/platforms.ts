/** Example platforms: the small one that is shown first, a chart, and the two of the repository. */
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
  about: "Four small files with a few findings, and an unrendered Helm template.",
  open: "portal.yaml",
  files: new Map(Object.entries(texts.start)),
};

export const PLATFORMS: readonly Platform[] = [
  START,
  {
    id: "chart",
    title: "A chart",
    about: "A Helm chart with values for development and production. Render shows where each value is set.",
    open: "values-prod.yaml",
    files: new Map(Object.entries(texts.chart)),
  },
  {
    id: "ojala",
    title: "Ojala",
    about: "A health platform with hundreds of findings in Kubernetes, Compose and Helm.",
    open: "kubernetes/production/postgres.yaml",
    files: new Map(Object.entries(texts.ojala)),
  },
  {
    id: "myhealth",
    title: "MyHealth",
    about: "A hardened health platform: no findings at or above medium.",
    open: "kubernetes/postgres.yaml",
    files: new Map(Object.entries(texts.myhealth)),
  },
];
