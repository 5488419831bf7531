<?php
define('AUTH_KEY', 'made-up');
define('NONCE_SALT', 'made-up');
define('S3_UPLOADS_BUCKET', 'media');
define('S3_UPLOADS_KEY', '');
