package conf

import "time"

const RoleDuration = 12 * time.Hour
