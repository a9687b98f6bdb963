"use strict";
require("../sandbox/register.js");
require("./firstRun.ts");
