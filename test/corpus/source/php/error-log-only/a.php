<?php
if (getenv('AWS_ACCESS_KEY_ID')) {
    error_log('a static key is set');
}
