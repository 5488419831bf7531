// Command gitea is Gitea with a SQLite that needs no C compiler, and without
// web assets: the REST API and Git over HTTP need none.
package main

import (
	"database/sql"
	"database/sql/driver"
	"os"
	"regexp"
	"time"

	"code.gitea.io/gitea/cmd"
	"code.gitea.io/gitea/modules/log"
	"code.gitea.io/gitea/modules/setting"
	"github.com/urfave/cli/v3"
	"modernc.org/sqlite"
)

// version is set by the linker.
var version = "development"

func init() {
	setting.AppVer = version
	setting.AppStartTime = time.Now().UTC()
	// What the build tag "sqlite" does with a driver in C.
	setting.EnableSQLite3 = true
	setting.SupportedDatabaseTypes = append(setting.SupportedDatabaseTypes, "sqlite3")
	sql.Register("sqlite3", translating{&sqlite.Driver{}})
}

// translating opens databases by the addresses that Gitea writes for the
// driver in C.
type translating struct{ driver.Driver }

var pragma = regexp.MustCompile(`_(busy_timeout|journal_mode)=(\w+)`)
var sharedCache = regexp.MustCompile(`cache=shared&`)

func (t translating) Open(name string) (driver.Conn, error) {
	name = pragma.ReplaceAllString(name, "_pragma=$1($2)")
	return t.Driver.Open(sharedCache.ReplaceAllString(name, ""))
}

func main() {
	cli.OsExiter = func(code int) {
		log.GetManager().Close()
		os.Exit(code)
	}
	app := cmd.NewMainApp(cmd.AppVersion{Version: version})
	err := cmd.RunMainApp(app, os.Args...)
	log.GetManager().Close()
	if err != nil {
		os.Exit(1)
	}
}
