import type { Change } from "./change";
import { cluster } from "./rows/cluster";
import { connectivity } from "./rows/connectivity";
import { dataCentre } from "./rows/dataCentre";
import { databases } from "./rows/databases";
import { files } from "./rows/files";
import { jobs } from "./rows/jobs";
import { network } from "./rows/network";
import { placement } from "./rows/placement";
import { services } from "./rows/services";
import { stack } from "./rows/stack";

/** Changes of the committed prod stack that a company makes, by what they are about. */
export const changes: Readonly<Record<string, readonly Change[]>> = {
  network,
  "data centre": dataCentre,
  connectivity,
  databases,
  files,
  cluster,
  services,
  "where services run": placement,
  jobs,
  stack,
};
