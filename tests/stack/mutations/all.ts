import type { Mutation } from "../../support/mutations";
import { backupMutations } from "./backup";
import { computeMutations } from "./compute";
import { dataMutations } from "./data";
import { dataServiceMutations } from "./dataServices";
import { linkMutations } from "./links";
import { networkMutations } from "./network";
import { serviceMutations } from "./services";
import { storeMutations } from "./stores";

/** What may go wrong with the prod stack: something for each rule. */
export const mutations: readonly Mutation[] = [
  ...networkMutations,
  ...storeMutations,
  ...dataMutations,
  ...dataServiceMutations,
  ...backupMutations,
  ...computeMutations,
  ...serviceMutations,
  ...linkMutations,
];
