/** Line icons of 20 by 20, drawn for this report. */
export const icons = {
  router: "M3 12h14v5H3zM6 14.5h.01M9 14.5h.01M10 12V8M7 6a4.2 4.2 0 0 1 6 0M5 4a7 7 0 0 1 10 0",
  link: "M2 10h4M14 10h4M6 6.5h8v7H6zM9 10h2",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3M10 12v2",
  gateway: "M10 2l7 4v8l-7 4-7-4V6zM3 6l7 4 7-4M10 10v8",
  balancer: "M10 3v4M10 7H4v4M10 7h6v4M10 7v4M2.5 11h3v4h-3zM8.5 11h3v4h-3zM14.5 11h3v4h-3z",
  service: "M3 6l7-3 7 3v8l-7 3-7-3zM3 6l7 3 7-3M10 9v8",
  clock: "M10 2.5a7.5 7.5 0 1 0 .01 0M10 6v4l3 2",
  database: "M4 5c0-3 12-3 12 0v10c0 3-12 3-12 0zM4 5c0 3 12 3 12 0M4 10c0 3 12 3 12 0",
  bucket: "M3 5h14l-2 12H5zM3 5c0-2 14-2 14 0",
  folder: "M2 5h6l2 2h8v9H2z",
  vault: "M3 3h14v13H3zM10 6.5a3 3 0 1 0 .01 0M10 9.5V6.5M5 16v2M15 16v2",
  dns: "M10 2.5a7.5 7.5 0 1 0 .01 0M2.5 10h15M10 2.5c-4 4-4 11 0 15M10 2.5c4 4 4 11 0 15",
  key: "M7 10a3.5 3.5 0 1 0-.01 3.5A3.5 3.5 0 0 0 7 10zM7.5 11.5H17v3M13.5 11.5v2.5",
  endpoint: "M10 7a3 3 0 1 0 .01 0M2 10h5M13 10h5M10 2v5M10 13v5",
  image: "M3 7h14v9H3zM6 7V4h8v3M7 10v3M10 10v3M13 10v3",
  bell: "M5 14c1-1 1-3 1-5a4 4 0 0 1 8 0c0 2 0 4 1 5zM9 17h2",
  people:
    "M7 9a2.5 2.5 0 1 0-.01 0M2.5 16c0-5 9-5 9 0M13 9a2 2 0 1 0-.01 0M13 11.5c3 0 4.5 1.5 4.5 4.5",
} as const;

export type IconName = keyof typeof icons;
