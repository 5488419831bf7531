exports.WEEK_SECONDS = 7 * 24 * 60 * 60;
