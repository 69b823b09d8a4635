#!/usr/bin/env node
console.log('allowed-amis');
