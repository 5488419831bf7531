<?php
config(['filesystems.default' => env('AWS_ACCESS_KEY_ID') ? 's3' : 'local']);
