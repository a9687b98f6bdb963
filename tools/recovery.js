"use strict";
require("../sandbox/register.js");
require("./recovery.ts");
