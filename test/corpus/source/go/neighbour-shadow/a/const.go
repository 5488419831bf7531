package a

const expiry = 86400
