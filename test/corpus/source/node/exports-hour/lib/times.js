exports.LINK_SECONDS = 60 * 60;
