import type { Mappings } from "../mapping";
import { compute } from "./compute";
import { data } from "./data";
import { networking } from "./networking";
import { operations } from "./operations";

/** Every type that dev, prod and dr use. */
export const mappings: Mappings = { ...networking, ...compute, ...data, ...operations };
