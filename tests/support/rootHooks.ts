import { removeTemporaryDirectories } from "./engine";

/** mocha's root hooks: in parallel runs after each file, else at the end. */
export const mochaHooks = {
  afterAll: removeTemporaryDirectories,
};
