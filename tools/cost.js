"use strict";
require("../sandbox/register.js");
require("./cost.ts");
