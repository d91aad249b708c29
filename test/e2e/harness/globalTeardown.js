'use strict';

const shared = require('./shared');

module.exports = async () => await shared.end();
