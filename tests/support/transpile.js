"use strict";
// TypeScript files run transpiled, exactly as Pulumi's language host runs them (see tsconfig.run.json).
require("ts-node").register({ project: `${__dirname}/../../tsconfig.run.json` });
