/** As VS Code knows the extension: publisher and name. */
export const extensionId = 'media-cleanup.imagekit-media-cleanup';
