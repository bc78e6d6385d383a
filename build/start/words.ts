/** What the start command says goes to a terminal, before any page is there: Vietnamese first, English after it. */
export const say = (vietnamese: string, english: string): void => console.log(`${vietnamese}\n  ${english}`);
