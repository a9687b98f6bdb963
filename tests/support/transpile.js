"use strict";
// TypeScript files run transpiled: `make test` checks the types. The sandbox's loader keeps what it has transpiled,
// and maps no stack trace before it is shown: Pulumi's SDK takes one for every resource.
require("../../sandbox/register.js");
