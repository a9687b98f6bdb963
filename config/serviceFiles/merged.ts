import type { Problem } from "../errors";
import { serviceFilesSchema } from "./schema";

type Sections = Readonly<Record<string, unknown>>;

/** Reads a file's text; undefined where there is none. */
export type ReadText = (file: string) => string | undefined;

/** Where services are described, and what is wrong with their files. */
export interface ServiceFiles {
  /** The files. */
  readonly named: readonly string[];
  /** By the service's place in the whole list; undefined for those of the stack's own file. */
  readonly origins: readonly (string | undefined)[];
  readonly problems: readonly Problem[];
}

/** Of a stack whose services are all in its own file. */
export const NO_FILES: ServiceFiles = { named: [], origins: [], problems: [] };

/** A stack's configuration with the services of its files after its own, and without the names of these files. */
export interface Merged extends ServiceFiles {
  readonly raw: Record<string, unknown>;
}

/** The files that a stack names; none where what it says is no list of such: the schema says what is wrong. */
export function filesOf({ serviceFiles }: Sections): readonly string[] {
  const { success, data } = serviceFilesSchema.safeParse(serviceFiles);
  return success ? data : [];
}

/**
 * Puts the services of a stack's files into its configuration.
 *
 * @param parse Reads YAML.
 */
export function merged(
  raw: Sections,
  readText: ReadText,
  parse: (text: string) => unknown,
): Merged {
  const files = filesOf(raw);
  if (files.length === 0) return { raw: { ...raw }, ...NO_FILES };
  const own: unknown[] = Array.isArray(raw["services"]) ? raw["services"] : [];
  const problems: Problem[] = [];
  const origins: (string | undefined)[] = own.map(() => undefined);
  const services = [...own];
  files.forEach((file, index) => {
    const list = listIn(file, readText, parse);
    if (typeof list === "string") {
      problems.push({ path: ["serviceFiles", index], text: list });
      return;
    }
    services.push(...list);
    origins.push(...list.map((_service, place) => `${file}, number ${place + 1}`));
  });
  const others = Object.entries(raw).filter(([key]) => key !== "serviceFiles");
  return { raw: { ...Object.fromEntries(others), services }, named: files, origins, problems };
}

/** A problem of a service, with where it is described. */
export function located(problem: Problem, { origins }: Pick<ServiceFiles, "origins">): Problem {
  const [section, place] = problem.path;
  const origin = section === "services" && typeof place === "number" ? origins[place] : undefined;
  return origin === undefined ? problem : { ...problem, text: `${problem.text} (${origin})` };
}

/** The services of a file, or what is wrong with it. */
function listIn(
  file: string,
  readText: ReadText,
  parse: (text: string) => unknown,
): readonly unknown[] | string {
  const text = readText(file);
  if (text === undefined) return `there is no ${file}; paths are from the folder of Pulumi.yaml`;
  try {
    const content = parse(text) ?? [];
    return Array.isArray(content)
      ? content
      : `${file} is no list; it holds services as landbridge:services does, each with a "-" before it`;
  } catch (error) {
    const [said = ""] = (error as Error).message.split("\n");
    return `${file} is no YAML: ${said}`;
  }
}
