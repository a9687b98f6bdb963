"use strict";
require("../sandbox/register.js");
require("./policy.ts");
