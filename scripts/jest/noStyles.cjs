/**
 * Stands for `style-inject`, with which packages bring their style sheets. jsdom compares each element that a query by role
 * meets with each rule of them: a fifth of the processor time of pages. Stock Jest leaves CSS files out in the same way.
 */
module.exports = function injectNoStyle() {};
