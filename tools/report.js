"use strict";
require("../sandbox/register.js");
require("./report.ts");
