import { setFlagsFromString } from 'node:v8';

// V8 lets its space for new objects grow with the PC's memory, to more than a hundred megabytes for a desk whose live data take
// thirty; kept as it starts, a reception takes as long. Before anything else is loaded, because it does not shrink again.
setFlagsFromString('--semi-space-growth-factor=1');

await import('./run-desk.ts');
