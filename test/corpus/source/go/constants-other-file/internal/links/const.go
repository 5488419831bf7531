package links

import "time"

const linkTTL = 72 * time.Hour
