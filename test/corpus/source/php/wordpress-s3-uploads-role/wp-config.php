<?php
define('S3_UPLOADS_BUCKET', 'media');
define('S3_UPLOADS_USE_INSTANCE_PROFILE', true);
define('AUTH_KEY', 'made-up');
define('SECURE_AUTH_KEY', 'made-up');
