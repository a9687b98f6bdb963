import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { filesOf } from "../../config/serviceFiles/merged";
import { saidIn } from "../recovery/standby";
import { withWeights, withWeightsInList, type SaidService } from "./weights";

/** Where a service is described: in a stack's own file, or in one of landbridge:serviceFiles. */
export interface Described {
  /** Its path from the folder of Pulumi.yaml. */
  readonly file: string;
  /** The stack's configuration, with the services of that file. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Puts other weights of the service into the file, and leaves every other byte as it was. */
  readonly write: (cloud: number) => void;
}

/** The file with a service; the stack's own where none has it. */
export function describedIn(project: string, stack: string, service: string): Described {
  const own = `Pulumi.${stack}.yaml`;
  const said = saidIn(path.join(project, own));
  const edited = (file: string, edit: typeof withWeights) => (cloud: number) => {
    const name = path.join(project, file);
    fs.writeFileSync(name, edit(fs.readFileSync(name, "utf8"), service, cloud));
  };
  const others = filesOf({ serviceFiles: said["landbridge:serviceFiles"] }).map((file) => {
    const name = path.join(project, file);
    const list = fs.existsSync(name) ? (parse(fs.readFileSync(name, "utf8")) as unknown) : [];
    return { file, services: Array.isArray(list) ? (list as SaidService[]) : [] };
  });
  const found = others.find(({ services }) => services.some((each) => each.name === service));
  if (found === undefined) return { file: own, said, write: edited(own, withWeights) };
  return {
    file: found.file,
    said: { ...said, "landbridge:services": found.services },
    write: edited(found.file, withWeightsInList),
  };
}
