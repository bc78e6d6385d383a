/** From a card to the column beside it that has any, to the card at the same height; undefined at the end of the board. */
export const cardBeside = (card: HTMLElement, by: 1 | -1): HTMLElement | undefined => {
  const columns = [...(card.closest('[data-board]')?.querySelectorAll<HTMLElement>('[data-column]') ?? [])].filter((column) => column.querySelector('[data-card]') !== null);
  const { top } = card.getBoundingClientRect();
  const distance = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().top - top);
  const next = columns[columns.findIndex((column) => column.contains(card)) + by];
  return [...(next?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].toSorted((a, b) => distance(a) - distance(b))[0];
};
