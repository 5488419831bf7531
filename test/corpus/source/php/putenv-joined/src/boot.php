<?php
putenv("AWS_ACCESS_KEY_ID={$conf['id']}");
putenv("AWS_SECRET_ACCESS_KEY={$conf['secret']}");
