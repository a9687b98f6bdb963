"use strict";
require("../sandbox/register.js");
require("./init.ts");
