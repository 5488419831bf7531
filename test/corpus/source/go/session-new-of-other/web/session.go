package web

import (
	"github.com/gofiber/fiber/v2/middleware/session"
)

var store = session.New()

// s3 is elsewhere.
