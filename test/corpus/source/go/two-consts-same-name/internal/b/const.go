package b

const Expiry = 60
