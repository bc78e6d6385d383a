/** Pixels. Apart from the code that makes thumbnails: that one draws in the PDF reader, which has no place in the desk's own thread. */
export const thumbnailWidth = 320;
